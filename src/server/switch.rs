//! How a switch is written on the command line and in the environment.

use clap::builder::{BoolishValueParser, PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use std::ffi::OsStr;

/// What help and refusals offer; `true`, `1`, `yes` and their like are taken too.
const WORDS: [&str; 2] = ["on", "off"];

#[derive(Clone, Copy, Debug)]
pub struct Switch;

impl TypedValueParser for Switch {
    type Value = bool;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<bool, Error> {
        BoolishValueParser::new()
            .parse_ref(command, argument, value)
            .map_err(|_| refusal(command, argument, &value.to_string_lossy()))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(WORDS.into_iter().map(PossibleValue::new)))
    }
}

fn refusal(command: &Command, argument: Option<&Arg>, value: &str) -> Error {
    let mut refusal = Error::new(ErrorKind::InvalidValue).with_cmd(command);
    let name = argument.map(ToString::to_string).unwrap_or_default();
    refusal.insert(ContextKind::InvalidArg, ContextValue::String(name));
    refusal.insert(ContextKind::InvalidValue, ContextValue::String(value.to_owned()));
    refusal.insert(ContextKind::ValidValue, ContextValue::Strings(WORDS.map(str::to_owned).to_vec()));
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[derive(Parser)]
    struct Line {
        #[arg(long, value_parser = Switch, action = clap::ArgAction::Set, default_value = "off")]
        light: bool,
    }

    #[test]
    fn a_switch_is_on_or_off_in_any_words() {
        for (word, is_on) in [("on", true), ("off", false), ("TRUE", true), ("0", false), ("yes", true), ("no", false)]
        {
            let line = Line::try_parse_from(["room", "--light", word]);
            assert_eq!(line.ok().map(|line| line.light), Some(is_on), "{word}");
        }
    }

    #[test]
    fn help_and_a_refusal_say_what_one_may_write() {
        let help = Line::command().render_long_help().to_string();
        let refusal = Line::try_parse_from(["room", "--light=dim"]).err().map(|error| error.to_string());
        for text in [help, refusal.unwrap_or_default()] {
            assert!(text.contains("on, off") && !text.contains("true"), "{text}");
        }
    }
}
