/** The RTSP protocol: requests, responses, headers, session descriptions, authentication and the codec of interleaved packets. Runs on the server's event loop only. */
package announcer.rtsp.protocol;
