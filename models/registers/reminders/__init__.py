"""Reminder slips (phiếu nhắc việc)."""
