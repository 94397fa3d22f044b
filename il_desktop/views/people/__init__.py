"""The people page: roster and its import."""
