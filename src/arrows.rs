//! Which way the domains know each other.
