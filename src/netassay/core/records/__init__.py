"""Records: classes whose attributes are quantities and whose storage is plain numbers."""
