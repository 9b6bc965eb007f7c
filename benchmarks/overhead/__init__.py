"""What a sample of the gate costs beside the calls that it makes. Each contestant is a process of its own."""
