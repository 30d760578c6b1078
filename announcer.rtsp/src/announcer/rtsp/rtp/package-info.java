/** RTP and RTCP of one track: rewriting of packets and of sender reports. Runs on the server's event loop only. */
package announcer.rtsp.rtp;
