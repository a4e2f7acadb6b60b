"""Text in, reply out: what is asked is read, found, decided and worded here, without any I/O of its own."""
