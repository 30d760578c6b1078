/** The contract test kit for transports: extend {@link announcer.transport.testkit.MediaTransportContract}. */
package announcer.transport.testkit;
