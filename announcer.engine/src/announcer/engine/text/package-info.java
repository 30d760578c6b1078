/**
 * What an announcement says: plain text or SSML, read once at the door into a {@link announcer.engine.text.Script}, cut into sentences
 * ({@link announcer.engine.text.Piece}), and rendered for an engine that understands SSML or for one that does not
 * ({@link announcer.engine.text.Part}). Pure functions: no threads, no clocks, no OSGi, and nothing is ever fetched.
 */
package announcer.engine.text;
