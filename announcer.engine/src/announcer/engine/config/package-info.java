/** The configuration that administrators see, and the checked settings that the engine works with. Values only; no threads. */
package announcer.engine.config;
