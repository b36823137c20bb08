"""Pure rules of intake: what may be asked, how a request stands, who may see what."""
