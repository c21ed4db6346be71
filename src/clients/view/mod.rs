//! What people see of clients.
