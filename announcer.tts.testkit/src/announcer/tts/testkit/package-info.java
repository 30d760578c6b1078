/**
 * The contract test kit for speech engines: extend {@link announcer.tts.testkit.SpeechEngineContract} in the tests of an engine. A plain
 * library for test scope; nothing of it runs in the product.
 */
package announcer.tts.testkit;
