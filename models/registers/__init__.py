"""The books the office keeps."""
