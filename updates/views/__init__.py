"""The pages of the room: what is expected of one, the answer itself, the office."""
