/** Sound files, decoded: WAV by this package, other kinds by the {@link announcer.api.audio.SoundDecoder}s that are there. On the caller's thread, which may block on files. */
package announcer.engine.sound;
