"""Any spreadsheet that comes in: read, planned, applied in one transaction."""
