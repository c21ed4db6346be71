//! Stories of notifications, told through the doors.

mod devices;
