//! What rooms with a title are called.

/// By somebody of that name: a room that is named after them is called without it. *Emergency: Noor* is to Noor
/// *Emergency*.
pub fn title_for<'a>(title: &'a str, name: &str) -> &'a str {
    title.strip_suffix(name).and_then(|rest| rest.strip_suffix(": ")).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reads_their_own_name_in_the_title_of_a_room() {
        let title = "Emergency: Noor Rahimi";
        assert_eq!(title_for(title, "Noor Rahimi"), "Emergency");
        for other in ["Rahimi", "Imani Mbeki", ""] {
            assert_eq!(title_for(title, other), title);
        }
        assert_eq!(title_for("Noor Rahimi", "Noor Rahimi"), "Noor Rahimi");
    }
}
