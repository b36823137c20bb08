"""What loops set aside: shown to a person, who has it tried again or lets it go."""
