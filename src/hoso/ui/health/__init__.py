"""The page that tells machines whether the instance serves."""
