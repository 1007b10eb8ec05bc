"""Small tidy frames to charts and to pictures of charts."""
