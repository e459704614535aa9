// SPDX-License-Identifier: Apache-2.0
// Storport's functions whose parameters have types of Windows 8 and later; see storport_prototypes.h. Read only if the
// header below knows those types.

// Locks, synchronization, deferred procedure calls, timers, work items, threads.
ULONG StorPortRequestTimer(PVOID HwDeviceExtension, PVOID TimerHandle, PHW_TIMER_EX TimerCallback,
                           PVOID CallbackContext, ULONGLONG TimerValue, ULONGLONG TolerableDelay);
ULONG StorPortQueueWorkItem(PVOID HwDeviceExtension, PHW_WORKITEM WorkItemCallback, PVOID Worker, PVOID Context);
ULONG StorPortCreateSystemThread(PVOID HwDeviceExtension, PVOID StartRoutine, PVOID StartContext, PULONG Priority,
                                 PVOID *ThreadContext);

// Memory and addresses.
ULONG StorPortBuildScatterGatherList(PVOID HwDeviceExtension, PVOID Mdl, PVOID CurrentVa, ULONG Length,
                                     PpostScaterGatherExecute ExecutionRoutine, PVOID Context, BOOLEAN WriteToDevice,
                                     PVOID ScatterGatherBuffer, ULONG ScatterGatherBufferLength);
ULONG StorPortGetDataInBufferMdl(PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb, PVOID *Mdl);
ULONG StorPortGetDataInBufferScatterGatherList(PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb,
                                               PSTOR_SCATTER_GATHER_LIST *SgList);
ULONG StorPortGetDataInBufferSystemAddress(PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb, PVOID *SystemAddress);

// Bus data, registry, configuration, devices.
ULONG StorPortEnableRegistryKeyNotification(PVOID HwDeviceExtension,
                                            PHW_REGISTRY_NOTIFICATION_ROUTINE NotificationCallback);
ULONG StorPortSetUnitAttributes(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, STOR_UNIT_ATTRIBUTES Attributes);
ULONG StorPortGetSystemPortNumber(PVOID HwDeviceExtension, PSTOR_ADDRESS Address);
ULONG StorPortGetRequestInfo(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, PSTOR_REQUEST_INFO RequestInfo);
ULONG StorPortGetActivityIdSrb(PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb, LPGUID ActivityId);
ULONG StorPortInvokeAcpiMethod(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG MethodName, PVOID InputBuffer,
                               ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength,
                               PULONG BytesReturned);
ULONG StorPortStateChangeDetected(PVOID HwDeviceExtension, ULONG ChangedEntity, PSTOR_ADDRESS Address, ULONG Attributes,
                                  PHW_STATE_CHANGE HwStateChange, PVOID HwStateChangeContext);
ULONG StorPortAsyncNotificationDetected(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONGLONG Flags);
ULONG StorPortIsDeviceOperationAllowed(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, LPCGUID DeviceOperation,
                                       PBOOLEAN AllowedFlag);
ULONG StorPortMarkDeviceFailed(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress, ULONG Flags, PWSTR FailReason);

// Power.
ULONG StorPortInitializePoFxPower(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, PSTOR_POFX_DEVICE Device,
                                  PBOOLEAN D3ColdEnabled);
ULONG StorPortPoFxActivateComponent(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, PSTORAGE_REQUEST_BLOCK Srb,
                                    ULONG Component, ULONG Flags);
ULONG StorPortPoFxIdleComponent(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, PSTORAGE_REQUEST_BLOCK Srb,
                                ULONG Component, ULONG Flags);
ULONG StorPortPoFxSetComponentLatency(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG Component,
                                      ULONGLONG Latency);
ULONG StorPortPoFxSetComponentResidency(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG Component,
                                        ULONGLONG Residency);
ULONG StorPortPoFxPowerControl(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, LPCGUID PowerControlCode, PVOID InBuffer,
                               SIZE_T InBufferSize, PVOID OutBuffer, SIZE_T OutBufferSize, PSIZE_T BytesReturned);
ULONG StorPortGetD3ColdSupport(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, PBOOLEAN D3ColdSupported);

// Logging.
ULONG StorPortLogTelemetry(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress, PSTORPORT_TELEMETRY_EVENT Event);
ULONG StorPortEtwEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value);
ULONG StorPortEtwEvent4(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value, PWSTR Parameter3Name, ULONGLONG Parameter3Value,
                        PWSTR Parameter4Name, ULONGLONG Parameter4Value);
ULONG StorPortEtwEvent8(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value, PWSTR Parameter3Name, ULONGLONG Parameter3Value,
                        PWSTR Parameter4Name, ULONGLONG Parameter4Value, PWSTR Parameter5Name,
                        ULONGLONG Parameter5Value, PWSTR Parameter6Name, ULONGLONG Parameter6Value,
                        PWSTR Parameter7Name, ULONGLONG Parameter7Value, PWSTR Parameter8Name,
                        ULONGLONG Parameter8Value);
ULONG StorPortEtwChannelEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription, ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
                               PWSTR Parameter2Name, ULONGLONG Parameter2Value);
ULONG StorPortEtwChannelEvent8(PVOID HwDeviceExtension, PSTOR_ADDRESS Address, STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription, ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
                               PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
                               ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
                               PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
                               ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
                               PWSTR Parameter8Name, ULONGLONG Parameter8Value);
