"""What comes in and what comes out: orders in data, abuse, fishing, and links that would leak."""
