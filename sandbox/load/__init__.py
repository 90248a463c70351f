"""Loading an org from what Salesforce's own tools write."""
