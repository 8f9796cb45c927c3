"""What users say of themselves: free text in, a Profile of slots with evidence out. It never sees the article."""
