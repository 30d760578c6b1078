/**
 * What happens to an engine's sound on its way to a channel's lane: silence trimmed at both ends, channels mixed, rate converted once,
 * levelled, ends faded, cut into frames. Pure streaming stages: no threads, no clocks, no OSGi; each object is used by one thread at a
 * time.
 *
 * <p>
 * {@link announcer.engine.sound.SpeechConverter} is the door; the stages behind it pass samples on as floats in the 16-bit scale
 * (-32768 to 32767), so that sound is rounded once, at the very end. {@link announcer.engine.sound.LoudnessMeter} tells how loud a sound is,
 * which decides the {@link announcer.engine.sound.Level} it is given.
 */
package announcer.engine.sound;
