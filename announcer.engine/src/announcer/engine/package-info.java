/** The engine: its composition root and the components that the framework sees. The component hands every call on; threads belong to the parts that the root makes. */
package announcer.engine;
