"""What runs inside Rasa: thin graph components over `language`. No network, no CRM."""
