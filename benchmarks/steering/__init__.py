"""What steering does to what is accepted, what it costs, and when an order is given up."""
