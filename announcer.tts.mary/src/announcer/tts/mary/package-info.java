/** The speech engine "mary": MaryTTS, its voice cmu-slt-hsmm, and what voices are attached as fragments. Everything here is private to the bundle. */
package announcer.tts.mary;
