#pragma once
#define OWN_NAME_LENGTH 260
