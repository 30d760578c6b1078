/**
 * Text as every speech engine can take it, in two steps. {@link announcer.engine.text.normal.TextNormalizer} knows no language and runs once, at
 * the door; {@link announcer.engine.text.normal.SpokenForm} needs the language of whoever speaks, and runs where the voice is chosen. Pure
 * functions on the callers' threads; both cost the length of the text.
 */
package announcer.engine.text.normal;
