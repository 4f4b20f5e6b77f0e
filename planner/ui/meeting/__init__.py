"""The meeting mode: six slides on the projector that answer "what if" while people talk."""
