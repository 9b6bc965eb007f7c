"""What a style profile does to resemblance, to overlap and to acceptance: on against off, on the same cases."""
