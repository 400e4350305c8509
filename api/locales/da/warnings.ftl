# Det, der er tilladt, og som nogen bør vide (warning-KODE).

warning-LANGUAGES_OVER_LIMIT = Holdet behøver tolke til flere sprog ({ $languages }) end de { $most }, som skabelonen forudser.
warning-LANGUAGES_NO_LONGER_NEEDED = Der er stadig bestilt tolke til timer, hvor ingen længere behøver sproget: { $languages }.
