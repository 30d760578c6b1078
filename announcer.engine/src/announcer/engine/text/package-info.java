/**
 * What an announcement says: plain text or SSML, read once at the door into a {@link announcer.engine.text.SpeechDocument}, cut into sentences
 * ({@link announcer.engine.text.Segment}), and rendered for what an engine understands
 * ({@link announcer.engine.text.EngineMarkup}, {@link announcer.engine.text.RenderedPart}). Pure functions: no threads, no clocks, no OSGi, and nothing is ever fetched.
 */
package announcer.engine.text;
