//! Stories of clients and what is known of them.
