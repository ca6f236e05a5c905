/**
 * The version of the language's meaning. It is part of a version's content hash: a change after
 * which some text could compute something else must raise it.
 */
export const LANGUAGE_VERSION = "1.0";
