/**
 * What happens to an engine's sound on its way to a channel: silence trimmed at both ends, channels mixed, rate converted once, levelled, ends
 * faded; functions of one sentence's samples, from array to array. On the caller's thread: no threads, no clocks, no OSGi.
 *
 * <p>
 * {@link announcer.engine.audio.Converter} is the door; {@link announcer.engine.audio.LoudnessMeter} tells how loud a sound is, which decides
 * the {@link announcer.engine.audio.Level} it is given.
 */
package announcer.engine.audio;
