package dev.approvalcopilot.support.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** All addresses of a host, as the system's resolver knows them. */
@FunctionalInterface
interface Lookup {

    InetAddress[] of(String host) throws UnknownHostException;
}
