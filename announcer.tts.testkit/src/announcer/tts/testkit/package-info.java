/** The contract test kit for speech engines. */
package announcer.tts.testkit;
