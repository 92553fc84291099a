"""Every check of Sổ Điều hành: `python3 -m tests`. The folders mirror models/ and ui/."""
