"""The rules of a proposal: pure, without a store or a clock."""
