"""Letters as they come: old codings, and whether what they give is Vietnamese."""
