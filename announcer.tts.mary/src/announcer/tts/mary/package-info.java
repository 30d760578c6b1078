/** MaryTTS as a speech engine. */
package announcer.tts.mary;
