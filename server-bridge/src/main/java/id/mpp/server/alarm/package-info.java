/**
 * What went wrong and needs somebody's attention. Alarms are raised anywhere. People see and close them, or they close
 * by themselves when their cause ends. Depends on no technology.
 */
@NullMarked
package id.mpp.server.alarm;

import org.jspecify.annotations.NullMarked;
