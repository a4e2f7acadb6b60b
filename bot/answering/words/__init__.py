"""The words of a question: how they are spelt, what they ask, what they may stand for."""
