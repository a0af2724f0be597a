"""Documents that people work on until they are done, and what they are made of: plain models."""
