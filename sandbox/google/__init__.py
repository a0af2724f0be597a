"""A stand-in for Google Sheets, Drive and the token endpoint, served on loopback."""
