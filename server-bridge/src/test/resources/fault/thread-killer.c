/*
 * Throws into a thread of a running JVM, or names its threads. It is attached with a line of options each time and does its work before
 * the attaching program goes on; nothing of it stays in the way of the JVM's end, as a debugger's agent does.
 *
 *   names FILE             writes the names of all live platform threads, one a line
 *   kill CLASS THREAD      throws a new CLASS (as JNI spells it) into every thread of this name
 *
 * Answers 0; 1 where the JVM refuses, 2 where there is no such thread, 3 for options it does not know.
 * Build: cc -shared -fPIC -I$JAVA_HOME/include -I$JAVA_HOME/include/linux -o thread-killer.so thread-killer.c
 */
#include <jvmti.h>
#include <stdio.h>
#include <string.h>

enum { DONE, REFUSED, NO_SUCH_THREAD, UNKNOWN_OPTIONS };

static jint names(jvmtiEnv *jvm, const char *file) {
  jint count;
  jthread *threads;
  if ((*jvm)->GetAllThreads(jvm, &count, &threads)) return REFUSED;
  FILE *out = fopen(file, "w");
  if (!out) return REFUSED;
  for (jint i = 0; i < count; i++) {
    jvmtiThreadInfo info;
    if (!(*jvm)->GetThreadInfo(jvm, threads[i], &info)) fprintf(out, "%s\n", info.name);
  }
  return fclose(out) ? REFUSED : DONE;
}

static jint kill_thread(jvmtiEnv *jvm, JNIEnv *jni, const char *throwable, const char *name) {
  jclass type = (*jni)->FindClass(jni, throwable);
  if (!type) return REFUSED;
  jmethodID constructor = (*jni)->GetMethodID(jni, type, "<init>", "(Ljava/lang/String;)V");
  jstring message = (*jni)->NewStringUTF(jni, "thrown into this thread by a test");
  if (!constructor || !message) return REFUSED;
  jobject thrown = (*jni)->NewObject(jni, type, constructor, message);
  if (!thrown) return REFUSED;
  jint count, answer = NO_SUCH_THREAD;
  jthread *threads;
  if ((*jvm)->GetAllThreads(jvm, &count, &threads)) return REFUSED;
  for (jint i = 0; i < count; i++) {
    jvmtiThreadInfo info;
    if ((*jvm)->GetThreadInfo(jvm, threads[i], &info) || strcmp(info.name, name)) continue;
    jvmtiError error = (*jvm)->StopThread(jvm, threads[i], thrown);
    if (!error) answer = DONE;
    else if (error != JVMTI_ERROR_THREAD_NOT_ALIVE) return REFUSED;
  }
  return answer;
}

JNIEXPORT jint JNICALL Agent_OnAttach(JavaVM *vm, char *options, void *reserved) {
  (void)reserved;
  jvmtiEnv *jvm;
  JNIEnv *jni;
  if ((*vm)->GetEnv(vm, (void **)&jvm, JVMTI_VERSION_21) || (*vm)->GetEnv(vm, (void **)&jni, JNI_VERSION_21)) return REFUSED;
  jvmtiCapabilities wanted;
  memset(&wanted, 0, sizeof wanted);
  wanted.can_signal_thread = 1;
  jint answer = UNKNOWN_OPTIONS;
  char throwable[200], thread[200], file[500];
  if ((*jvm)->AddCapabilities(jvm, &wanted)) answer = REFUSED;
  else if (options && sscanf(options, "kill %199s %199[^\n]", throwable, thread) == 2) answer = kill_thread(jvm, jni, throwable, thread);
  else if (options && sscanf(options, "names %499[^\n]", file) == 1) answer = names(jvm, file);
  (*jvm)->DisposeEnvironment(jvm);
  return answer;
}
