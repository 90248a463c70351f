"""What managers steer by: figures of the service's own tables, reasons, gaps and coaching."""
